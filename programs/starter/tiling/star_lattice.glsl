// title: Star lattice
// family: tiling
// description: Interlaced eight-pointed stars in turquoise and gold
// dialect: shadertoy
// licence: CC0-1.0
void mainImage(out vec4 fragColor, in vec2 fragCoord) {
    vec2 p = (2.0 * fragCoord - iResolution.xy) / iResolution.y;
    float a = 0.15 * iTime, zoom = 2.0 + 0.7 * sin(0.6 * iTime);
    p = zoom * mat2(cos(a), sin(a), -sin(a), cos(a)) * p + 0.3 * iTime;
    vec2 q = abs(fract(p) - 0.5);
    float box = max(q.x, q.y), diamond = 0.7071 * (q.x + q.y);
    float star = min(box, diamond), core = max(box, diamond);
    float gap = 0.05 * sin(1.1 * iTime);
    vec3 col = vec3(0.06, 0.2, 0.35);
    if (star < 0.36 + gap) col = vec3(0.1, 0.62, 0.62);
    if (core < 0.36 + gap) col = vec3(0.93, 0.9, 0.8);
    if (core < 0.2 + 0.5 * abs(gap) * sin(12.0 * atan(q.y, q.x + 1e-5))) col = vec3(0.65, 0.13, 0.15);
    float lines = min(min(abs(star - 0.36 - gap), abs(core - 0.36 - gap)), abs(diamond - 0.56 - gap));
    col = mix(vec3(0.86, 0.66, 0.22), col, smoothstep(0.012, 0.03, lines));
    fragColor = vec4(col, 1.0);
}
